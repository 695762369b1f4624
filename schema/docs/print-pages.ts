import type { DocumentedModule, DocumentedPage } from './module-docs.ts'
import { printIndex } from './print-index.ts'
import { printInterfaces } from './print-interfaces.ts'
import { printModel } from './print-model.ts'
import { printOverview } from './print-overview.ts'

/** Every page below docs/modules. */
export const printPages = (modules: readonly DocumentedModule[]): readonly DocumentedPage[] => [
  { path: 'README.md', text: printIndex(modules) },
  ...modules.flatMap(module => {
    const { name } = module.metadata
    return [
      { path: `${name}/README.md`, text: printOverview(module) }, { path: `${name}/model.md`, text: printModel(module) },
      { path: `${name}/interfaces.md`, text: printInterfaces(module, modules) },
    ]
  }),
]
