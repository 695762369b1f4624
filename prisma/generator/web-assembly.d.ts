/** The part of WebAssembly that prisma-engine.ts uses; TypeScript has it only together with the whole browser. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array)
    static imports(module: Module): readonly { readonly module: string; readonly name: string }[]
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>)
    readonly exports: unknown
  }
  class Memory {
    constructor(size: { readonly initial: number })
    readonly buffer: ArrayBuffer
  }
  class Table {
    constructor(shape: { readonly element: 'externref'; readonly initial: number })
    grow(by: number): number
    get(at: number): unknown
    set(at: number, value: unknown): void
  }
}
