/** What one mail may cost (promises, section 2). Each limit leaves a warning; the raw mail is kept elsewhere. */
export const mailLimits = {
  parts: 1000,
  nesting: 50,
  headerBytes: 2 * 1024 * 1024,
  /** One header field of a block that is over its limit. Room for 1,000 recipients of 256 bytes. */
  headerFieldBytes: 256 * 1024,
  references: 100,
  recipients: 1000,
  fileNameBytes: 255,
  htmlBytes: 2 * 1024 * 1024,
  htmlNesting: 200,
  textBytes: 2 * 1024 * 1024,
  /**
   * Source bytes of one text part that are decoded at all. A single string much larger than what is left of a thread's heap
   * aborts the whole process instead of ending the thread, so no step may make one.
   */
  sourceBytes: 16 * 1024 * 1024,
  dataImageBytes: 100 * 1024,
} as const;
