/**
 * Where keys mean something else than usual, the most special first: a label that waits for its second key (the
 * classes of one group, the activities), the table of changes while keys go to it, the laying of one scene over
 * another, the carrying forward of hulls, the hull tool, two dates side by side, two dates that are compared, the map
 * while a hull on it is selected. Within one context a key has one meaning.
 */
export type KeyContext =
  | `class ${string}`
  | 'activity'
  | 'carry'
  | 'hull'
  | 'align'
  | 'changes'
  | 'side-by-side'
  | 'compared'
  | 'map'
