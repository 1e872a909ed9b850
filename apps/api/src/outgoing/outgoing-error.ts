export type OutgoingReason = 'refused' | 'unreachable' | 'too_slow' | 'too_large' | 'too_many_redirects' | 'no_image';

/** Why something outside was not fetched. `refused`: it may not be, and nothing was sent to it. */
export class OutgoingError extends Error {
  constructor(
    readonly reason: OutgoingReason,
    options?: ErrorOptions,
  ) {
    super(`outgoing: ${reason}`, options);
    this.name = 'OutgoingError';
  }

  /** What the resolver, the network or the clock said, in our words. */
  static of(error: unknown, signal: AbortSignal): OutgoingError {
    if (error instanceof OutgoingError) return error;
    return new OutgoingError(signal.aborted ? 'too_slow' : 'unreachable', { cause: error });
  }
}
