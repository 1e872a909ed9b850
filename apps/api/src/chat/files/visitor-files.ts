import { extname } from 'node:path';

/** What runs when somebody opens it: no agent should have to decide. Everything else is kept and only ever saved. */
const forbiddenExtensions: ReadonlySet<string> = new Set(
  '.app .apk .bat .cmd .com .cpl .dll .exe .hta .jar .js .jse .lnk .mjs .msc .msi .msp .pif .ps1 .reg .scr .sh .url .vb .vbe .vbs .wsf .wsh'.split(
    ' ',
  ),
);
/** Told by the content, whatever the name says. */
const forbiddenTypes: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-apple-diskimage',
  'application/vnd.android.package-archive',
  'application/java-vm',
]);

/** Whether a stranger may send such a file. Trailing dots and spaces are what Windows leaves out of a name. */
export function isForbiddenFile({ name, contentType }: { name: string; contentType: string }): boolean {
  const extension = extname(name.replace(/[.\s]+$/u, '')).toLowerCase();
  return forbiddenExtensions.has(extension) || forbiddenTypes.has(contentType);
}
