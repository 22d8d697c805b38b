/** Of the project, and so of the manifest that belongs to it; a test keeps the three alike. */
export const version = '0.1.0';
