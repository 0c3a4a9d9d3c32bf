/** The dependency rule of the house: renderer -> src <- electron, and the storeys inside src. Type imports count. */
const bottom = ['domain', 'geodesy']
const middle = ['raster', 'compare', 'ais', 'commands', 'contract', 'exchange', 'figure']
const top = ['project', 'jobs', 'workbench', 'cli']
const portable = ['domain', 'geodesy', 'raster', 'compare', 'commands', 'contract']
const inSrc = (rooms) => `^src/(${rooms.join('|')})/`
const pkg = (name) => `(^|/)node_modules/(@types/)?(${name})(/|$)`
const rule = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    rule('no-circles', {}, { circular: true }),
    // Vite resolves `?url` itself, through a package's exports too; the build fails where it cannot.
    rule('resolvable', {}, { couldNotResolve: true, pathNot: '\\?url$' }),
    rule('bottom-looks-at-bottom', { path: inSrc(bottom) }, { path: '^src/', pathNot: inSrc(bottom) }),
    rule('domain-stands-alone', { path: inSrc(['domain']) }, { path: '^src/', pathNot: inSrc(['domain']) }),
    rule('middle-does-not-look-up', { path: inSrc(middle) }, { path: inSrc(top) }),
    rule('only-the-top-uses-node', { path: '^src/', pathNot: inSrc(top) }, { dependencyTypes: ['core'] }),
    rule(
      'src-knows-no-window',
      { path: '^src/' },
      { path: `^(electron|renderer)/|${pkg('electron|react|react-dom|ol')}` },
    ),
    rule('electron-knows-no-page', { path: '^electron/' }, { path: '^renderer/' }),
    rule(
      'electron-knows-no-openlayers-or-react',
      { path: '^electron/' },
      { path: pkg('ol|react|react-dom') },
    ),
    rule(
      'renderer-sees-the-portable-core',
      { path: '^renderer/' },
      { path: '^(src|electron)/', pathNot: inSrc(portable) },
    ),
    rule('renderer-uses-no-node', { path: '^renderer/' }, { dependencyTypes: ['core'] }),
    rule(
      'only-the-map-knows-openlayers',
      { path: '^(src|electron|renderer)/', pathNot: '^renderer/map/' },
      { path: pkg('ol') },
    ),
    rule('the-map-knows-no-react', { path: '^renderer/map/' }, { path: pkg('react|react-dom') }),
    rule(
      'only-raster-knows-geotiff',
      { path: '^(src|electron|renderer)/', pathNot: inSrc(['raster']) },
      { path: pkg('geotiff') },
    ),
    rule(
      'only-project-knows-sqlite',
      { path: '^(src|electron|renderer)/', pathNot: inSrc(['project']) },
      { path: pkg('better-sqlite3') },
    ),
    rule('only-electron-knows-electron', { path: '^(src|renderer)/' }, { path: pkg('electron') }),
    rule('product-knows-no-test', { path: '^(src|electron|renderer)/' }, { path: '^test/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/raster/kernels/|^electron/launch/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json'],
    },
  },
}
