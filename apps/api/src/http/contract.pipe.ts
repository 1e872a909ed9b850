import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { Problem } from '@diwan/contracts';

type FieldErrors = NonNullable<Problem['errors']>;
type Issue = {
  code?: string;
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined;
} & Record<string, unknown>;

/** A request that does not fit its contract, field by field. */
export class InvalidRequest extends Error {
  constructor(readonly errors: FieldErrors) {
    super('request.invalid');
  }
}

/** Only what a sentence may need; never the value that was sent. */
const paramNames = ['minimum', 'maximum', 'format', 'expected', 'values', 'keys', 'inclusive', 'origin'] as const;

/** What a contract refuses for a reason of its own names it in the message: `{ error: 'repeated' }`. */
function codeOf({ code = 'invalid', message }: Issue): string {
  return code === 'custom' && /^[a-z_]+$/.test(message) ? message : code;
}

function toFieldError(issue: Issue): FieldErrors[number] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  const params = Object.fromEntries(
    paramNames.filter((name) => issue[name] !== undefined).map((name) => [name, issue[name]]),
  );
  return { path, code: codeOf(issue), params };
}

export function contractPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new InvalidRequest(issues.slice(0, 50).map((issue) => toFieldError(issue as unknown as Issue))),
  });
}
