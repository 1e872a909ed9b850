/** As the contracts have it; repeated here so that no validation library comes with the first screen. */
export const minimumPassword = 10;
