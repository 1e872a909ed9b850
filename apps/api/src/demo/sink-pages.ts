import type { ParsedMail } from '@diwan/channels';

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

const style = `:root{color-scheme:light dark;font:15px/1.6 system-ui,sans-serif}body{max-width:46rem;margin:2rem auto;padding:0 1rem}
table{width:100%;border-collapse:collapse}td,th{text-align:start;padding:.5rem;border-block-end:1px solid #8884}a{color:inherit}
article{border:1px solid #8886;border-radius:10px;padding:1rem;margin-block:1rem;overflow:auto}textarea{width:100%;box-sizing:border-box;font:inherit}
button{font:inherit;padding:.4rem 1rem}dt{font-weight:600;float:inline-start;clear:inline-start;inline-size:8rem}dd{margin-inline-start:8.5rem}
.muted{opacity:.7}code{word-break:break-all}`;

function layout(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${style}</style></head><body>${body}</body></html>`;
}

type Listed = { id: string; at: Date; mail: ParsedMail };

export function sinkList(mails: readonly Listed[]): string {
  const rows = mails
    .map(
      ({
        id,
        at,
        mail,
      }) => `<tr><td><a href="/demo/mail/${id}"><bdi>${escape(mail.subject || '(no subject)')}</bdi></a></td>
<td><bdi>${escape(mail.to.map((to) => to.address).join(', '))}</bdi></td><td><time datetime="${at.toISOString()}">${escape(at.toISOString().slice(0, 16).replace('T', ' '))} UTC</time></td></tr>`,
    )
    .join('');
  const body = rows
    ? `<table><thead><tr><th>Subject</th><th>To</th><th>Sent</th></tr></thead><tbody>${rows}</tbody></table>`
    : '<p>Nothing yet. Answer a ticket in the <a href="/">inbox</a>, and what its contact receives appears here.</p>';
  return layout(
    'Sent mail',
    `<h1>Sent mail</h1><p class="muted">What inboxes without an SMTP server have sent. Nothing leaves this machine.</p>${body}`,
  );
}

export function sinkMail(id: string, mail: ParsedMail): string {
  const people = (list: ParsedMail['to']): string =>
    escape(list.map((each) => `${each.name} <${each.address}>`.trim()).join(', '));
  const heads: [string, string][] = [
    ['From', people(mail.from ? [mail.from] : [])],
    ['To', people(mail.to)],
    ['Reply-To', people(mail.replyTo)],
    ['Message-ID', escape(mail.messageId ?? '')],
    ['In-Reply-To', escape(mail.inReplyTo.join(' '))],
  ];
  const files = mail.attachments
    .map((file) => `<li><bdi>${escape(file.name)}</bdi> (${file.sizeBytes} bytes)</li>`)
    .join('');
  return layout(
    mail.subject,
    `<p><a href="/demo/mail">All sent mail</a></p><h1><bdi>${escape(mail.subject)}</bdi></h1>
<dl>${heads.map(([name, value]) => `<dt>${name}</dt><dd><code>${value}</code></dd>`).join('')}</dl>
<article>${mail.html ?? `<pre dir="auto">${escape(mail.text)}</pre>`}</article>${files ? `<ul>${files}</ul>` : ''}
<form method="post" action="/demo/mail/${id}/answer"><p><label for="text">Answer as the recipient</label></p>
<textarea id="text" name="text" rows="5" dir="auto" required></textarea><p><button>Send</button></p></form>`,
  );
}
