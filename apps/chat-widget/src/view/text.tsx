/** A text as it was written: each line in its own direction, addresses as links. */
import { directionOf, type Direction } from '../direction.js';

// No full stop, bracket or quote at the end of a sentence belongs to the address.
const link = /(https?:\/\/[^\s<>"]+[^\s<>".,:;!?)\]}'»؟،؛])/i;

export function Text({ text, otherwise }: { text: string; otherwise: Direction }) {
  return (
    <>
      {text.split('\n').map((line, at) => (
        <p key={at} dir={directionOf(line, otherwise)}>
          {line.split(link).map((part, index) => (index % 2 === 1 ? <Link key={index} href={part} /> : part))}
        </p>
      ))}
    </>
  );
}

function Link({ href }: { href: string }) {
  return (
    <a href={href} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">
      {href}
    </a>
  );
}
