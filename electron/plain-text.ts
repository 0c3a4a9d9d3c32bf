/** Control characters, and the marks that reorder or hide text: names from files must not forge a title or dialog. */
const misleading = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g

/** `text` as it may stand in a window title, menu or native dialog. */
export function plainText(text: string): string {
  return text.replace(misleading, ' ').trim()
}
