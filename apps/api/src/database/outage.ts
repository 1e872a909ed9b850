// PostgreSQL's error classes: connection (08), resources such as a full disk (53), intervention (57), system (58); an
// ended connection has no code and says so.
const outageCode = /^(?:08|53|57|58)...$/;
const systemCode = /^E(?:NOSPC|DQUOT|IO|MFILE|NFILE|PIPE|CONN[A-Z]+|TIMEDOUT|HOSTUNREACH|NETUNREACH)$/;
const connectionWords = /connection terminated|not queryable|connection error|timeout exceeded when trying to connect/i;

/** The database or the disk was in the way: the same work, unchanged, succeeds once that is over (promise P17). */
export function isOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error ? String(error.code) : '';
  const message = 'message' in error ? String(error.message) : '';
  return outageCode.test(code) || systemCode.test(code) || connectionWords.test(message);
}
