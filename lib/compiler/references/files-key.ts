/** Key of the tree's root below which stand the files brought into it, by name. Documents must not have it. */
export const FILES_KEY = 'x-gatewright-files';

/** Stands in the place of a reference that could not be followed, which has been told; by identity, so that no document can hold it. */
export const UNREAD: object = Object.freeze({});
