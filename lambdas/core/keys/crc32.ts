/** CRC-32 (ISO 3309) of a text of ASCII characters, 0 to 2^32 - 1; `node:zlib` has the same, and takes 2 ms to load. */
export function crc32(text: string): number {
  let rest = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    rest ^= text.charCodeAt(index);
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest >>> 0;
}
