import type { ElectronApplication, Locator, Page } from 'playwright'
import proj4 from 'proj4'
import { answerDialogs } from './launch-window.ts'

type LonLat = readonly [number, number]

const utm51 = proj4(
  '+proj=longlat +datum=WGS84 +no_defs',
  '+proj=utm +zone=51 +datum=WGS84 +units=m +no_defs',
)

/**
 * A scripted analyst in the real window: does by mouse, keyboard and labels what a person does, and nothing else. The
 * sample's scenes lie in UTM zone 51 north.
 */
export class Analyst {
  readonly app: ElectronApplication
  readonly page: Page
  #centre: LonLat = [0, 0]
  #metresPerPixel = 1

  constructor({ app, page }: { app: ElectronApplication; page: Page }) {
    this.app = app
    this.page = page
  }

  get map(): Locator {
    return this.page.getByLabel('Map canvas')
  }

  get sightings(): Locator {
    return this.page
      .getByRole('grid', { name: 'Sightings' })
      .or(this.page.getByRole('table', { name: 'Sightings' }))
  }

  /** Clicks a button that opens a file dialog, which is answered with these paths. */
  async choose(button: string, paths: readonly string[]): Promise<void> {
    await answerDialogs(this.app, paths)
    await this.page.getByRole('button', { name: button }).first().click()
  }

  /** Waits until the map has drawn what it was told and no tile is awaited any more. */
  async sceneDrawn(): Promise<void> {
    // Others may be prepared in the background for long: only those on the map have to be there.
    const onMap = this.page.locator('.scene-row:has(.badge[data-side])')
    const preparing = onMap.getByRole('progressbar', { name: /^Preparing/ })
    while ((await preparing.count()) > 0) await preparing.first().waitFor({ state: 'detached' })
    await this.#painted()
    await this.page.locator('[aria-label="Map canvas"][aria-busy="false"]').waitFor()
  }

  /** Shows the scene of this date in the list (as `2024-03-02`) as B. */
  async show(date: string): Promise<void> {
    const row = this.page.getByRole('list', { name: 'Scenes' }).locator('.scene-show', { hasText: date })
    await row.click()
    await row.and(this.page.locator('[aria-current="true"]')).waitFor()
    await this.sceneDrawn()
  }

  /** Compares with the scene of this date (A). */
  async compareWith(date: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^Compare with ${date}`) }).click()
    await this.sceneDrawn()
  }

  /** Brings a place to the middle of the map, one pixel of a scene of `gsdM` for one of the screen. */
  async lookAt([lon, lat]: LonLat, gsdM: number): Promise<void> {
    await this.page.keyboard.press('Control+g')
    await this.page.getByRole('textbox', { name: 'Position' }).fill(`${lat.toFixed(7)} N ${lon.toFixed(7)} E`)
    await this.page.keyboard.press('Enter')
    await this.page.getByRole('textbox', { name: 'Position' }).waitFor({ state: 'detached' })
    await this.map.focus()
    await this.page.keyboard.press('Shift+F')
    this.#centre = [Number(lon.toFixed(7)), Number(lat.toFixed(7))]
    this.#metresPerPixel = gsdM
    await this.sceneDrawn()
  }

  /** Where a place is on the screen, after `lookAt`. North is the grid's, the scale the ground's. */
  async pixelOf(lonLat: LonLat): Promise<{ x: number; y: number }> {
    const box = await this.map.boundingBox()
    if (box === null) throw new Error('the map is not to be seen')
    const [east, north] = gridPlace(lonLat)
    const [east0, north0] = gridPlace(this.#centre)
    // Grid metres are shorter than the ground's by the scale factor of the projection at the yard.
    const gridMetresPerPixel = this.#metresPerPixel * gridScale(this.#centre)
    return {
      x: box.x + box.width / 2 + (east - east0) / gridMetresPerPixel,
      y: box.y + box.height / 2 - (north - north0) / gridMetresPerPixel,
    }
  }

  /** Draws a hull with three clicks: bow, stern, and a point on its starboard side. */
  async drawHull(bow: LonLat, stern: LonLat, side: LonLat): Promise<void> {
    await this.map.focus()
    await this.page.keyboard.press('h')
    for (const place of [bow, stern, side]) {
      const { x, y } = await this.pixelOf(place)
      await this.page.mouse.move(x, y, { steps: 4 })
      await this.page.mouse.click(x, y)
    }
    await this.saved()
  }

  /** Waits until everything is in the file, as the header says it. */
  async saved(): Promise<void> {
    await this.#painted()
    await this.page.getByText(/^saved \d\d:\d\d:\d\d UTC$/).waitFor()
  }

  /** Chooses a term of a vocabulary in the inspector. */
  async choosing(field: string, term: string): Promise<void> {
    await this.page.getByRole('combobox', { name: field, exact: true }).click()
    await this.page.getByRole('option', { name: term }).first().click()
    await this.saved()
  }

  /** Opens a field that holds one of a few things, and takes the one of this name, or the first, second, … from 0. */
  async pick(field: Locator, choice: string | number): Promise<void> {
    await field.click()
    const options = this.page.getByRole('option')
    const named =
      typeof choice === 'number' ? options.nth(choice) : options.filter({ hasText: choice }).first()
    await named.click()
    await options.first().waitFor({ state: 'detached' })
  }

  /** Names the vessel of the selected sighting, making it where the project has none of that name. */
  async nameVessel(name: string): Promise<void> {
    await this.map.focus()
    await this.page.keyboard.press('n')
    await this.page.getByRole('combobox', { name: 'Vessel' }).fill(name)
    await this.page.getByRole('option', { name }).first().click()
    await this.sightings.getByText(name).first().waitFor()
    await this.saved()
  }

  /** A number of the inspector, as it stands there: `Length`, `Beam` or `Heading`. */
  async measure(name: string): Promise<number> {
    const text = await this.page.locator('.measures div', { hasText: name }).locator('b').textContent()
    return Number.parseFloat(text ?? '')
  }

  async #painted(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    )
  }
}

/** Easting and northing of a place. */
function gridPlace([lon, lat]: LonLat): readonly [number, number] {
  const { x, y } = utm51.forward({ x: lon, y: lat })
  return [x, y]
}

/** Grid metres for one metre on the ground, by the projection itself over a hundred metres. */
function gridScale([lon, lat]: LonLat): number {
  const step = 0.001
  const [x0, y0] = gridPlace([lon, lat])
  const [x1, y1] = gridPlace([lon, lat + step])
  // Length of a meridian's arc on WGS 84 (radius of curvature in the meridian).
  const e2 = 0.00669437999014
  const phi = ((lat + step / 2) * Math.PI) / 180
  const radius = (6_378_137 * (1 - e2)) / (1 - e2 * Math.sin(phi) ** 2) ** 1.5
  return Math.hypot(x1 - x0, y1 - y0) / ((radius * step * Math.PI) / 180)
}
