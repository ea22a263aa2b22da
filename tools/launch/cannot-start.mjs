// The one error the launcher raises on purpose: what is wrong, and what to do about it.

export class CannotStart extends Error {
  /**
   * @param {string} message what is wrong, one line
   * @param {string} cure what the person at the keyboard can do
   */
  constructor(message, cure) {
    super(message);
    this.cure = cure;
  }
}
