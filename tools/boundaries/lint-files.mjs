// Lints files that exist nowhere in the repository: a copy of its layout is made, linted with the real configuration and removed.
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/**
 * @param {Record<string, string>} files path in the repository -> text
 * @returns {Promise<{ file: string, rule: string, message: string }[]>} every complaint, in no order
 */
export async function lintFiles(files) {
  const folder = await mkdtemp(join(tmpdir(), 'diwan-boundaries-'));
  try {
    await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    // The type-aware rules need a project, as strict as ours.
    const compilerOptions = { strict: true, module: 'nodenext', target: 'es2022', types: [], noEmit: true };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const output = await lint(folder);
    if (!output.startsWith('{')) throw new Error(output);
    return JSON.parse(output).diagnostics.map(({ filename, code, message }) => ({
      file: filename,
      rule: code,
      message,
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Exit code 1 means complaints, which is what is asked for; anything unreadable throws above. */
function lint(folder) {
  return new Promise((done, fail) => {
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
    const child = spawn(process.execPath, [oxlint, '--type-aware', '--format', 'json'], {
      cwd: folder,
      env: { ...process.env, OXLINT_TSGOLINT_PATH: join(root, 'node_modules/.bin/tsgolint') },
    });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('error', fail);
    child.once('close', () => done(output));
  });
}
