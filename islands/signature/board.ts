/** A board of 1 000 by 400 points, drawn by finger, pen or mouse. */
const WIDTH = 1000;
const HEIGHT = 400;
const LEAST_STEP = 6;
const MOST_POINTS = 3500;

export class Board {
  readonly strokes: number[][][] = [];
  private path: SVGPathElement | null = null;
  private count = 0;

  constructor(private readonly svg: SVGSVGElement) {
    svg.addEventListener("pointerdown", (event) => this.begin(event));
    svg.addEventListener("pointermove", (event) => this.go(event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(end, () => (this.path = null));
  }

  get isEmpty(): boolean {
    return this.count < 2;
  }

  clear(): void {
    this.strokes.length = 0;
    this.count = 0;
    this.svg.replaceChildren();
  }

  private begin(event: PointerEvent): void {
    event.preventDefault();
    this.svg.setPointerCapture(event.pointerId);
    this.path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    this.svg.append(this.path);
    this.strokes.push([]);
    this.add(event);
  }

  private go(event: PointerEvent): void {
    if (this.path) this.add(event);
  }

  private add(event: PointerEvent): void {
    const box = this.svg.getBoundingClientRect();
    const x = within(((event.clientX - box.left) / box.width) * WIDTH, WIDTH);
    const y = within(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT);
    const stroke = this.strokes.at(-1)!;
    const last = stroke.at(-1);
    if (this.count >= MOST_POINTS || (last && Math.hypot(last[0]! - x, last[1]! - y) < LEAST_STEP)) return;
    stroke.push([x, y]);
    this.count += 1;
    this.path!.setAttribute("d", `M${stroke.map(([a, b]) => `${a} ${b}`).join("L")}`);
  }
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(most, Math.round(value)));
}
