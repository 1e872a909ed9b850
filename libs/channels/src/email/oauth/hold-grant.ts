import { refreshAccess } from './refresh-access.js';
import type { AccessTokens, IssuedAccess, OAuthGrant } from './oauth-grant.js';

export type HeldGrant = {
  accessToken: AccessTokens;
  /** What stands in the place of the refresh token that was given, if the provider has changed it. */
  rotatedRefreshToken: () => Promise<string | null>;
};

/** A grant for the time of one test of settings: fetched once for both servers, kept nowhere. */
export function holdGrant(grant: OAuthGrant): HeldGrant {
  let refreshToken = grant.refreshToken;
  let newest: Promise<IssuedAccess> | null = null;
  const refresh = async (): Promise<IssuedAccess> => {
    const issued = await refreshAccess({ ...grant, refreshToken });
    refreshToken = issued.refreshToken ?? refreshToken;
    return issued;
  };
  return {
    async accessToken(refused) {
      const known = (newest ??= refresh());
      const { accessToken } = await known;
      if (accessToken !== refused) return accessToken;
      // The other server may have asked meanwhile.
      if (newest === known) newest = refresh();
      return (await newest).accessToken;
    },
    async rotatedRefreshToken() {
      await newest?.catch(() => null);
      return refreshToken === grant.refreshToken ? null : refreshToken;
    },
  };
}
