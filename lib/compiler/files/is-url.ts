/** Whether a name is a URL, not a path; a single letter is a drive of Windows. */
export const isUrl = (name: string): boolean => /^([a-z][a-z0-9+.-]+:|\/\/)/i.test(name);
