/** Controls of a terminal, and marks that turn the direction of text. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** Text from a file as one line that cannot steer the terminal: what is invisible is shown as `\u{202e}`. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}
