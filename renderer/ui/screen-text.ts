const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/**
 * Text from a file or a person as it is put on screen: bidirectional controls, which could make a name read as
 * another one, and control characters are left out. The stored text keeps them.
 */
export function screenText(text: string): string {
  return text.replace(controls, '')
}
