/** A fault where a proof has looked at too little: nothing wrong among nothing proves nothing. */
export function atLeast(least: number, found: number, what: string): readonly string[] {
  return found >= least ? [] : [`too little to prove anything: ${found} ${what}, and at least ${Math.ceil(least)} are needed`]
}
