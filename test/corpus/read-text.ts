import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export function readText(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
