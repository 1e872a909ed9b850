// One thing only: styles must work in both directions. What is up and down stays physical, as in Tailwind's own names.
const vertical = [/(^|-)(top|bottom)$/, /^(min-|max-)?(width|height)$/, /^border-(top|bottom)(-(color|style|width))?$/];

export default {
  plugins: ['stylelint-use-logical'],
  rules: { 'csstools/use-logical': ['always', { except: vertical }] },
};
