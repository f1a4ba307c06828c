/**
 * A part of Electron's API of which only some members are here. Each that is here has Electron's own
 * type; any other stops the test that touches it, by name, instead of being there in some other way.
 */
export function partly<Whole extends object>(name: string, members: Partial<Whole>): Whole {
  const refusing: ProxyHandler<Partial<Whole>> = {
    get: (target, member) => {
      // Promises and inspectors look for these on everything.
      const isProbe = typeof member === 'symbol' || member === 'then' || member === 'toJSON';
      if (isProbe || member in target) return Reflect.get(target, member);
      throw new Error(`The stand-in has no ${name}.${member}`);
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the handler above makes up for it
  return new Proxy(members, refusing) as Whole;
}

/** Only ever called with `new`, which the handler of `partlyClass` answers. */
function newable(): void {
  throw new Error('This is a class');
}

/** A class of Electron's: `make` builds what `new` gives, `statics` are the class's own members. */
export function partlyClass<Class extends abstract new (...args: never[]) => object>(
  name: string,
  make: (...args: ConstructorParameters<Class>) => InstanceType<Class>,
  statics: Partial<Class>,
): Class {
  const refusing: ProxyHandler<typeof newable> = {
    construct: (_target, args) => Reflect.apply(make, undefined, args),
    get: (_target, member) => {
      if (typeof member === 'symbol' || member in statics) return Reflect.get(statics, member);
      throw new Error(`The stand-in has no ${name}.${member}`);
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return new Proxy(newable, refusing) as unknown as Class;
}
