import { ChannelError } from '../../channel-error.js';
import type { ServerSettings } from '../mailbox-settings.js';

/**
 * Signs in, with a token where the server wants one, and once more with a new token when the first is turned away: it may
 * have been revoked before its time. `signIn` throws ChannelErrors.
 */
export async function withAccessToken<T>(
  auth: ServerSettings['auth'],
  signIn: (accessToken: string | null) => Promise<T>,
): Promise<T> {
  if (auth.method !== 'xoauth2') return signIn(null);
  const token = await auth.accessToken();
  try {
    return await signIn(token);
  } catch (error) {
    if (!isTurnedAway(error)) throw error;
  }
  const other = await auth.accessToken(token);
  try {
    return await signIn(other);
  } catch (error) {
    throw isTurnedAway(error) ? blameTheToken(error) : error;
  }
}

/** A token that has just been made and is turned away was made for something else: "wrong password" would mislead. */
function blameTheToken(error: ChannelError): ChannelError {
  return new ChannelError('channel.token_refused', { retryable: true, message: error.message, cause: error });
}

function isTurnedAway(error: unknown): error is ChannelError {
  return error instanceof ChannelError && error.code === 'channel.authentication';
}
