/** Headers of what a stranger made: it is only what it is said to be, runs nothing, and is kept by nobody in between. */
export const sandboxed = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, max-age=3600',
  // The frame of a message has an opaque origin; who may read is said by the signature.
  'cross-origin-resource-policy': 'cross-origin',
};
