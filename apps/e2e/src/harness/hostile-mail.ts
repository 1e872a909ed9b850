import { createHash, randomBytes } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';

/** 48 by 32 pixels. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAADAAAAAgCAIAAADbtmxLAAAAOUlEQVR42u3OMQ0AMAgAMP55QwrfBM4SCjBBdjWpgMapu6JfrgghISEhISEhISEhISEhISEhoZ+hATH9zXlJw6YHAAAAAElFTkSuQmCC',
  'base64',
);

export type HostileMail = { mail: SendMailOptions; fileName: string; fileSha256: string };

/** A decent letter around everything that must not run, load or leak in a reader's browser. */
export function hostileMail(to: string): HostileMail {
  const file = randomBytes(70_000);
  const fileName = 'Beleg – فاکتور 12.bin';
  return {
    fileName,
    fileSha256: sha256(file),
    mail: {
      from: '"Grace Hopper" <grace@customer.example>',
      to,
      subject: 'Broken lamp, see the picture',
      text: 'The lamp is broken.',
      html: `<p>Dear team, the <b>lamp</b> is broken:</p><img src="cid:lamp@customer.example" alt="the lamp">
        <script>alert('script')</script><img src="x" onerror="alert('onerror')"><svg onload="alert('svg')"></svg>
        <img src="http://tracker.invalid/pixel.png" alt="pixel"><iframe src="http://tracker.invalid/frame"></iframe>
        <a href="javascript:alert('link')">click</a><style>@import url(http://tracker.invalid/style.css);</style>
        <form action="http://tracker.invalid/form"><input name="password"></form>
        <p style="background:url(http://tracker.invalid/background.png)">Kind regards, Grace</p>`,
      attachments: [
        { filename: 'lamp.png', content: picture, cid: 'lamp@customer.example', contentType: 'image/png' },
        { filename: fileName, content: file, contentType: 'application/octet-stream' },
      ],
    },
  };
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
