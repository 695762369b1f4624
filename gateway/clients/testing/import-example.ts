import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readSettings } from '../../../prisma/database/settings.ts'
import type { Variant } from '../../../schema/variants/variants.ts'
import { exampleClient } from '../typed/testing/example-client.ts'

/** Somebody who waits, as the example prints them. */
export interface Waiting {
  readonly ticket: number
  readonly subject: string
  readonly from: string
  readonly writeTo: string | undefined
}

interface Options {
  readonly url: string
  readonly purpose?: string
  token(): Promise<string>
}

/** What is called of a generated client and of the example beside it. Their own types are checked where they are compiled. */
export interface ExampleModules {
  readonly client: {
    openGraph(options: Options): {
      query(selection: object): Promise<unknown>
      mutate(selection: object): Promise<unknown>
      metric(name: string, given: object): Promise<{ readonly unit: string, readonly rows: readonly { readonly group: object, readonly value: { readonly is: string } }[] }>
    }
    isGraphError(cause: unknown, code?: string): boolean
  }
  readonly example: {
    waitingCustomers(graph: object): Promise<readonly Waiting[]>
    customerToAnswer(graph: object, ticket: string): Promise<Waiting | undefined>
  }
}

const SOURCE = new URL('../typed/example/waiting-customers.ts', import.meta.url)

interface ExampleOptions {
  readonly variants: readonly Variant[]
  readonly only: readonly string[]
  /** Changes the text of the client, to make it one of another time. */
  readonly change?: (text: string) => string
}

/** Generates a client as `npm run client` does and imports the example beside it. */
export const importExample = async ({ variants, only, change = text => text }: ExampleOptions): Promise<ExampleModules> => {
  const parent = join(readSettings().dataFolder, 'clients-test')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'client-'))
  await writeFile(join(folder, 'client.ts'), change(await exampleClient({ variants, only })))
  await copyFile(SOURCE, join(folder, 'waiting-customers.ts'))
  const modules = { client: await import(pathToFileURL(join(folder, 'client.ts')).href), example: await import(pathToFileURL(join(folder, 'waiting-customers.ts')).href) }
  await rm(folder, { recursive: true })
  return modules
}
