/** A phone number as people write it: at least eight digits, in groups. One capture, for `split`. */
export const phone = /(\+?(?<![\d\p{L}])\(?[\d۰-۹٠-٩]{1,4}\)?(?:[ .\-\u00a0][\d۰-۹٠-٩()]{2,5}){2,5}(?![\d\p{L}]))/u;
