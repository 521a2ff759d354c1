/** Beginnings of `file: group: test`, each group with its reason. */
export const EXCEPTIONS: readonly string[] = [
  // A warning says that an empty list is not checked: nobody means that no request is right.
  'enum.json: empty enum',
  // Formats are checked.
  'format.json: ',
  // Keywords of an older draft.
  'optional/dependencies-compatibility.json',
  // Punycode is not decoded, and names in other letters are not checked.
  'optional/format/hostname.json: validation of A-label (punycode) host names',
  'optional/format/idn-email.json',
  'optional/format/idn-hostname.json',
  // Identifiers are found wherever they stand, as no document has them in keywords of its own.
  'optional/unknownKeyword.json',
  // Nothing is downloaded: a warning says that what lies elsewhere is not checked.
  'ref.json: remote ref, containing refs itself: remote ref invalid',
  'defs.json: validate definition against metaschema',
  'vocabulary.json: schema that uses custom metaschema with with no validation vocabulary',
  // Older drafts are not read.
  'optional/cross-draft.json',
  // A pointer that leads through the `$id` of another resource: core, section 9.2.1, leaves it undefined.
  'optional/dynamicRef.json: $dynamicRef skips over intermediate resources - pointer reference across resource boundary',
];
