// What may stay in the HTML of a mail. An allow-list: whatever is not named here goes, its text stays.
import type { IOptions, Attributes, Tag } from 'sanitize-html';
import { mailLimits } from '../mail-limits.js';

const size = /^-?[\d.]+(px|pt|em|rem|ex|ch|%|cm|mm|in|pc|vw)?$/i;
/**
 * At most about 2000 px in any unit: more is a screenful of nothing that hides what stands below it. Percentages
 * over 100 would multiply when nested.
 */
const tallestPixels = 2000;
const heights = [
  /^auto$/i,
  /^(1?\d{0,3}(\.\d+)?|2000)(px)?$/i,
  /^(1[0-4]\d\d|\d{0,3})(\.\d+)?pt$/i,
  /^1?\d{0,2}(\.\d+)?(r?em|ex|ch|pc)$/i,
  /^(100|\d{0,2}(\.\d+)?)(%|vw)$/i,
  /^[1-4]?\d(\.\d+)?cm$/i,
  /^[1-4]?\d{1,2}(\.\d+)?mm$/i,
  /^1?\d?(\.\d+)?in$/i,
];
const sizes = /^(?:(?:-?[\d.]+(?:px|pt|em|rem|ex|%|cm|mm|in|pc)?|auto|0)\s*){1,4}$/i;
/** No parentheses but those of colours: url(), expression(), var(), image-set() and attr() cannot be written. */
const plain = /^(?:[\w\s.,#%'"\u0600-\u06ff-]|rgba?\([\d\s.,%/]*\)|hsla?\([\d\s.,%/deg]*\)){1,200}$/i;

const everyStyle: Record<string, RegExp[]> = {
  color: [plain],
  'background-color': [plain],
  'font-family': [plain],
  'font-size': [plain],
  'font-style': [plain],
  'font-weight': [plain],
  'font-variant': [plain],
  'text-align': [/^(left|right|center|justify|start|end)$/i],
  'text-decoration': [plain],
  'text-decoration-line': [plain],
  width: [size, /^auto$/i],
  height: heights,
  direction: [/^(ltr|rtl)$/i],
  'list-style-type': [/^[a-z-]+$/i],
};
for (const side of ['', '-top', '-right', '-bottom', '-left', '-inline-start', '-inline-end']) {
  everyStyle[`margin${side}`] = [sizes];
  everyStyle[`padding${side}`] = [sizes];
  everyStyle[`border${side}`] = [plain];
  for (const detail of ['-color', '-style', '-width']) everyStyle[`border${side}${detail}`] = [plain];
}
for (const kind of ['-collapse', '-spacing', '-radius']) everyStyle[`border${kind}`] = [plain];

function words(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(' '));
}

export const mailHtmlProfile: IOptions = {
  allowedTags: words(
    'p div span br hr blockquote pre code center address article section header footer h1 h2 h3 h4 h5 h6',
    'ul ol li dl dt dd figure figcaption a img b strong i em u s strike del ins sub sup small big font tt',
    'kbd samp var cite q abbr mark time bdi bdo wbr table caption colgroup col thead tbody tfoot tr td th',
  ),
  nonTextTags: ['script', 'style', 'textarea', 'option', 'xmp', 'title', 'noscript', 'svg', 'math', 'object', 'select'],
  allowedAttributes: {
    '*': ['dir', 'lang', 'style', 'title', 'align', 'valign', 'bgcolor'],
    a: ['href', 'rel', 'target'],
    img: ['src', 'data-remote-src', 'alt', 'width', 'height'],
    table: ['width', 'height', 'border', 'cellpadding', 'cellspacing', 'role'],
    col: ['width', 'span'],
    colgroup: ['width', 'span'],
    td: ['width', 'height', 'colspan', 'rowspan', 'nowrap'],
    th: ['width', 'height', 'colspan', 'rowspan', 'nowrap', 'scope'],
    font: ['color', 'face', 'size'],
    ol: ['start', 'type', 'reversed'],
    ul: ['type'],
    li: ['value'],
    time: ['datetime'],
    hr: ['width', 'size', 'noshade'],
  },
  allowedStyles: { '*': everyStyle },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid', 'data'] },
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  nestingLimit: mailLimits.htmlNesting + 10,
  transformTags: { a: safeLink, img: heldBackImage, table: boundedHeight, td: boundedHeight, th: boundedHeight },
};

function safeLink(tagName: string, attribs: Attributes): Tag {
  const { href, rel: _rel, target: _target, ...rest } = attribs;
  if (href === undefined || !/^(https?:|mailto:|tel:)/i.test(href.trim())) return { tagName, attribs: rest };
  return { tagName, attribs: { ...rest, href: href.trim(), rel: 'noopener noreferrer nofollow', target: '_blank' } };
}

function boundedHeight(tagName: string, attribs: Attributes): Tag {
  const { height: asked = '', ...rest } = attribs;
  const tooTall = Number.parseFloat(asked) > (asked.includes('%') ? 100 : tallestPixels);
  return { tagName, attribs: tooTall ? rest : attribs };
}

/** A remote image tells its sender who opened the mail and when: its address is kept aside, to be loaded on request. */
function heldBackImage(tagName: string, attribs: Attributes): Tag {
  const { src, 'data-remote-src': _forged, ...rest } = boundedHeight(tagName, attribs).attribs;
  const source = (src ?? '').trim();
  if (/^https?:/i.test(source)) return { tagName, attribs: { ...rest, 'data-remote-src': source } };
  if (/^\/\/[^/]/.test(source)) return { tagName, attribs: { ...rest, 'data-remote-src': `https:${source}` } };
  if (/^cid:/i.test(source) || isSmallImage(source)) return { tagName, attribs: { ...rest, src: source } };
  return { tagName, attribs: rest };
}

function isSmallImage(source: string): boolean {
  const comma = source.indexOf(',');
  if (!/^data:image\/(png|gif|jpe?g|webp);base64$/i.test(source.slice(0, comma))) return false;
  return (source.length - comma - 1) * 0.75 <= mailLimits.dataImageBytes;
}
