// The version of the messenger, as its health address tells it.
export const VERSION = '0.1.0';
