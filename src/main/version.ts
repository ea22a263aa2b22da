// The version of this desk, as `redress --version` and the API say it.
export const VERSION = '0.1.0';
