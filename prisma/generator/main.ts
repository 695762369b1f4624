import { fileURLToPath } from 'node:url'
import helper from '@prisma/generator-helper'
import { generateMetadata, printFiles } from './generate-metadata.ts'
import { layoutSchema } from './layout.ts'
import { describeProblems } from './problem.ts'
import { writeMetadata } from './write-metadata.ts'

const METADATA_FOLDER = fileURLToPath(new URL('../../schema/metadata', import.meta.url))

helper.generatorHandler({
  onManifest: () => ({ prettyName: 'veilgraph metadata' }),
  onGenerate: ({ dmmf, datamodel: text, generator }) => {
    const { modules, problems } = generateMetadata({ datamodel: dmmf.datamodel, text }, layoutSchema.parse(generator.config))
    if (problems.length > 0) throw new Error(describeProblems(problems))
    writeMetadata(generator.output?.value ?? METADATA_FOLDER, printFiles(modules))
    return Promise.resolve()
  },
})
