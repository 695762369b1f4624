import type { Plugin } from 'esbuild'

/** A page of this gateway that is built from a client folder. */
export interface PageSource {
  /** Its folder below the data folder. */
  readonly name: string
  readonly title: string
  /** Folder with `main.tsx`, from the root of the project. */
  readonly client: string
  /** Where its files are served, without a slash at the end. */
  readonly assets: string
  /** What the page is made of beside the builder itself, from the root of the project; a change in any of it makes the page again. */
  readonly sources: { readonly folders: readonly string[], readonly files: readonly string[] }
  /** Inside of `<body>`. It holds no script and no style, since the policy of the page forbids both. */
  readonly body: string
  readonly plugins?: readonly Plugin[]
  /** Further files, written before the page's own, and what its scripts are told of them. */
  prepare?(outdir: string): Promise<Readonly<Record<string, string>>>
}
