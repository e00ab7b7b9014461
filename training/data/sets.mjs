/**
 * The emoji sets that pictures are taken from, one style each. Ids are the style labels of the class
 * embedder (`class_embedder/config.json`): they never change once a model is trained.
 */
export const STYLES = [
  { id: 1, name: 'noto', package: '@iconify-json/noto', licence: 'Apache-2.0' },
  { id: 2, name: 'noto-v1', package: '@iconify-json/noto-v1', licence: 'Apache-2.0' },
  { id: 3, name: 'fluent-emoji', package: '@iconify-json/fluent-emoji', licence: 'MIT' },
  { id: 4, name: 'fluent-emoji-flat', package: '@iconify-json/fluent-emoji-flat', licence: 'MIT' },
  { id: 5, name: 'twemoji', package: '@iconify-json/twemoji', licence: 'CC-BY-4.0' },
  { id: 6, name: 'fluent-3d', package: '@lobehub/fluent-emoji-3d', licence: 'MIT' },
];

/** Category labels 7 to 15, by emojibase's group number. Group 2 (skin and hair swatches) has none. */
export const CATEGORIES = new Map([
  [0, { id: 7, name: 'smileys' }],
  [1, { id: 8, name: 'people' }],
  [3, { id: 9, name: 'animals' }],
  [4, { id: 10, name: 'food' }],
  [5, { id: 11, name: 'travel' }],
  [6, { id: 12, name: 'activities' }],
  [7, { id: 13, name: 'objects' }],
  [8, { id: 14, name: 'symbols' }],
  [9, { id: 15, name: 'flags' }],
]);

/**
 * Icons that resvg 2.6.2 aborts the process on (a stroke with an empty box), so they cannot be tried.
 */
export const UNDRAWABLE = new Set([
  'noto/package',
  'noto/rainbow-flag',
  'noto-v1/ambulance',
  'noto-v1/bullet-train',
  'noto-v1/cocktail-glass',
  'noto-v1/hot-beverage',
  'noto-v1/lady-beetle',
  'noto-v1/man-lifting-weights',
  'noto-v1/person-lifting-weights',
  'noto-v1/woman-juggling-dark-skin-tone',
]);
