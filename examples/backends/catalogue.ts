/** Plays the catalogue: each answer names the server that gave it, none says how long it stays fresh. */
import type { ServerResponse } from 'node:http';
import { respondJson } from './respond-json.ts';

const TEMPLATES = [
  { id: 'corner-shop', name: 'Corner shop', category: 'shop' },
  { id: 'book-club', name: 'Book club', category: 'community' },
  { id: 'shift-planner', name: 'Shift planner', category: 'tool' },
];

export function catalogue(server: string, response: ServerResponse, path: string, query: URLSearchParams): boolean {
  const [, kind, id] = /^\/(templates|search|previews)(?:\/([^/]+?)(?:\.svg)?)?$/.exec(path) ?? [];
  if (kind === undefined) return false;
  const template = TEMPLATES.find((candidate) => candidate.id === id);
  if (id === undefined) {
    respondJson(response, 200, { server, templates: TEMPLATES.filter((candidate) => matches(candidate, query)) });
  } else if (template === undefined) {
    respondJson(response, 404, { server, message: `no template "${id}"` });
  } else if (kind === 'previews') {
    response.writeHead(200, { 'content-type': 'image/svg+xml' });
    response.end(preview(template.name));
  } else {
    respondJson(response, 200, { server, ...template });
  }
  return true;
}

function matches(template: (typeof TEMPLATES)[number], query: URLSearchParams): boolean {
  const category = query.get('category') ?? template.category;
  return template.category === category && template.name.toLowerCase().includes((query.get('q') ?? '').toLowerCase());
}

function preview(name: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><text x="20" y="95">${name}</text></svg>`;
}
