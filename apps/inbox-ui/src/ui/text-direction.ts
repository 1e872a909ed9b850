/** One import site for the direction rule of the domain. */
export { paragraphDirection } from '@diwan/tickets';
