// What the embedded server runs with; `settings` of the caller are laid over it.
export type ServerSettings = Record<string, string>;

const defaults: ServerSettings = {
  // Nobody but this machine, and no socket files: the password is the only way in.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  // Mail is acknowledged after commit, so a commit must survive a power cut.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'on',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  cluster_name: 'diwan',
  // No logical replication here: one idle process less.
  max_logical_replication_workers: '0',
};

export function serverArguments(port: number, settings: ServerSettings = {}): string[] {
  const merged = { ...defaults, ...settings, port: String(port) };
  return Object.entries(merged).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
