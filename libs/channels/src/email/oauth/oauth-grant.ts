/** What an admin got when somebody signed in to the provider: with it access tokens are fetched. In clear, in memory only. */
export type OAuthGrant = {
  /** Where tokens are given out (RFC 6749 section 3.2). */
  tokenEndpoint: string;
  clientId: string;
  /** Null for a public client. */
  clientSecret: string | null;
  refreshToken: string;
  /** Space-separated; empty: what was granted. */
  scope: string;
};

export type IssuedAccess = {
  accessToken: string;
  expiresInSeconds: number;
  /** The one to use next time; null: the one that was used stays good. */
  refreshToken: string | null;
};

/**
 * Where an adapter gets its access tokens. With `refused` it asks for another one than this, which a server has just turned
 * away. @throws ChannelError
 */
export type AccessTokens = (refused?: string) => Promise<string>;
