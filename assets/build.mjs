// Builds src/patternbook/web/kit/static/patternbook from GOV.UK Frontend and our own few files.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { compile } from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..')
const from = join(here, 'node_modules', 'govuk-frontend')
const to = join(root, 'src/patternbook/web/kit/static/patternbook')
const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'))

mkdirSync(to, { recursive: true })
const { css } = compile(join(here, 'patternbook.scss'), { style: 'compressed', loadPaths: [join(here, 'node_modules')] })
for (const forbidden of [/GDS Transport/i, /crest/i, /crown/i, /url\(/]) {
  if (forbidden.test(css)) throw new Error(`The style sheet holds ${forbidden}, which councils may not use.`)
}
// Sass marks a compressed sheet with a byte order mark, which spoils the first rule unless it is the first byte.
const note = `/*! GOV.UK Frontend ${version}, MIT, Copyright (c) Crown Copyright (Government Digital Service) */\n`
writeFileSync(join(to, `govuk-frontend-${version}.min.css`), `@charset "UTF-8";\n${note}${css.replace(/^\uFEFF/, '')}`)
const script = readFileSync(join(from, 'dist/govuk/govuk-frontend.min.js'), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n')
writeFileSync(join(to, `govuk-frontend-${version}.min.js`), note + script)
for (const name of ['patternbook.js', 'icon.svg']) copyFileSync(join(here, name), join(to, name))
copyFileSync(join(here, 'own.css'), join(to, 'patternbook.css'))

// The official fixtures, which the tests render through our components.
const components = join(from, 'dist/govuk/components')
const fixtures = readdirSync(components)
  .filter((name) => existsSync(join(components, name, 'fixtures.json')))
  .map((name) => JSON.parse(readFileSync(join(components, name, 'fixtures.json'), 'utf8')))
  .map(({ component, fixtures }) => ({ component, fixtures: fixtures.map(({ name, options, html }) => ({ name, options, html })) }))
const kept = join(root, 'tests/web/kit/fixtures')
mkdirSync(kept, { recursive: true })
writeFileSync(join(kept, `govuk-frontend-${version}.json.gz`), gzipSync(JSON.stringify({ version, components: fixtures }), { level: 9 }))
