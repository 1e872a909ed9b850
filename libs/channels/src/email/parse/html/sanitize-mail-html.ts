// The profile as intake uses it: quotes marked, and styles from a memory of what the sanitiser made of them before.
import sanitizeHtml from 'sanitize-html';
import type { Attributes, Tag } from 'sanitize-html';
import { quoteMark } from '../reply-text/quote-marks.js';
import { cleanStyle } from './clean-style.js';
import { mailHtmlProfile } from './mail-html-profile.js';

export function sanitizeMailHtml(html: string): string {
  return sanitizeHtml(html, profile);
}

const { allowedStyles: _asked, ...strict } = mailHtmlProfile;
const allowedAttributes = mailHtmlProfile.allowedAttributes as Record<string, string[]>;

const profile: sanitizeHtml.IOptions = {
  ...strict,
  // Each style has been through `cleanStyle` by then: this runs for every element, whatever else is done to it.
  parseStyleAttributes: false,
  allowedAttributes: { ...allowedAttributes, '*': [...(allowedAttributes['*'] ?? []), 'data-mark'] },
  transformTags: { ...mailHtmlProfile.transformTags, '*': cleanAndMark },
};

function cleanAndMark(tagName: string, attribs: Attributes): Tag {
  const mark = quoteMark(tagName, attribs);
  const { style, 'data-mark': forged } = attribs;
  if (style !== undefined) attribs['style'] = cleanStyle(style);
  if (mark !== null) attribs['data-mark'] = mark;
  else if (forged !== undefined) delete attribs['data-mark'];
  return { tagName, attribs };
}
