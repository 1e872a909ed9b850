import { paragraphDirection } from '@diwan/tickets';
import { Fragment } from 'react';
import { Bdi } from '../../../../ui/bdi.js';
import { phone } from './phone.js';

const link = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'])/;

/** Each line takes its own direction; the side of the bubble never follows it. */
export function PlainText({ text }: { text: string }) {
  const lines = text.replace(/\r\n?/g, '\n').trim().split('\n');
  return (
    <div className="text-message">
      {lines.map((line, index) => (
        <p key={index} dir={paragraphDirection(line)} className="text-lines min-h-[1lh] text-start">
          <Line text={line} />
        </p>
      ))}
    </div>
  );
}

function Line({ text }: { text: string }) {
  return text.split(link).map((part, index) =>
    link.test(part) ? (
      <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">
        <Bdi kind="code">{part}</Bdi>
      </a>
    ) : (
      part
        .split(phone)
        .map((piece, position) => (
          <Fragment key={`${index}-${position}`}>
            {phone.test(piece) ? <Bdi kind="phone">{piece}</Bdi> : piece}
          </Fragment>
        ))
    ),
  );
}

/** The quote is what `text` has beyond the new part; where that cannot be cut, all of it. */
export function quoteOf(text: string, replyText: string): string {
  const whole = text.trim();
  const reply = replyText.trim();
  if (reply === '' || whole === reply) return '';
  return whole.startsWith(reply) ? whole.slice(reply.length).trim() : whole;
}
