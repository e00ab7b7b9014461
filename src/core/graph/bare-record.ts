class Bare {}
Object.setPrototypeOf(Bare.prototype, null);
Reflect.deleteProperty(Bare.prototype, 'constructor');

/**
 * A record in which nothing called `constructor` or `toString` can be found unless it was put there.
 * For the many small ones: `Object.create(null)` says the same, but V8 keeps those as hash tables,
 * which cost several times the memory and time of ordinary objects (four a node, in each analysis).
 */
export const bareRecord = <T>(): Record<string, T> => new Bare() as Record<string, T>;
