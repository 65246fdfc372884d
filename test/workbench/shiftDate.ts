/**
 * Makes `Date` show another time than the machine's: `offset` ms later. Timers and `performance.now()` go on as they are,
 * and so do instants that somebody else writes down, such as those of files. It refers to nothing outside itself, because
 * a browser runs it as text.
 */
export function shiftDate(offset: number): void {
  const machine = Date;
  const machineNow = machine.now.bind(machine);
  const now = () => machineNow() + offset;
  const shifted: DateConstructor = new Proxy(machine, {
    apply: () => new machine(now()).toString(),
    construct: (target, args, made) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, made === shifted ? target : made),
  });
  machine.now = now;
  machine.prototype.constructor = shifted;
  globalThis.Date = shifted;
}
