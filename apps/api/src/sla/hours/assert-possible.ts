import type { BusinessHours } from '@diwan/contracts';
import { checkBusinessHours } from '@diwan/tickets';
import { InvalidRequest } from '../../http/contract.pipe.js';

/** @throws InvalidRequest with the place of everything that is impossible, `under` the name that the request gives the hours */
export function assertPossible(hours: BusinessHours, under = ''): void {
  const problems = checkBusinessHours(hours);
  if (problems.length === 0) return;
  throw new InvalidRequest(problems.map(({ code, path }) => ({ code, path: under + path.join('.'), params: {} })));
}
