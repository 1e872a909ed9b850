// Finds left and right where start and end are meant: Arabic and Persian run the other way.

// Tailwind: ml-2, -mr-4, md:pl-3, left-0, text-left, rounded-l-md, rounded-tl, border-r, float-right, scroll-ml, origin-left ...
const tailwind =
  /(?<![\w.$@/-])(?:[\w[\]&>*=.-]+:)*!?-?(?:m[lr]|p[lr]|scroll-m[lr]|scroll-p[lr]|left|right|rounded-(?:[lr]|[tb][lr])|border-[lr]|(?:text|float|clear|origin)-(?:left|right))(?:-[\w./%[\]()-]+)?(?![\w-])/g;

// Styles in JSX: style={{ marginLeft: 4, left: 0, textAlign: 'right' }}
const inline =
  /\b(?:margin|padding|border|scrollMargin|scrollPadding)(?:Left|Right)\w*\s*:|\bborder(?:Top|Bottom)(?:Left|Right)Radius\s*:|\b(?:textAlign|float|clear)\s*:\s*['"](?:left|right)['"]/g;

const inlineEdges = /style=\{\{[^}]*\b(?:left|right)\s*:/g;

// Words that stand in a class list: between quotes or backticks. Tailwind's "right-0" must not be confused with prose.
const quoted = /(['"`])((?:\\.|(?!\1)[^\\])*)\1/gs;

/** @returns {string[]} what was found, as it is written in the source */
export function findPhysicalDirections(source) {
  const code = withoutComments(source);
  const classes = [...code.matchAll(quoted)].flatMap(([, , text]) => text.match(tailwind) ?? []).filter(isClass);
  return [...classes, ...(code.match(inline) ?? []), ...(code.match(inlineEdges) ?? [])];
}

/** "left" and "right" alone are words ("ArrowLeft", placement="right"); as classes they always carry a value. */
function isClass(word) {
  return !/(?:^|:)(?:left|right)$/.test(word) && !/(?:^|:)!?[mp][lr]$/.test(word);
}

function withoutComments(source) {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
