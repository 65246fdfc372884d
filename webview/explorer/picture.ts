/** The chart as it stands, on the page's background and under its title: a picture that is understood elsewhere. */
export function takePicture(chart: HTMLCanvasElement, title: string, then: (png: Blob) => void): void {
  const style = getComputedStyle(document.body);
  const scale = chart.clientWidth === 0 ? 1 : chart.width / chart.clientWidth;
  const [margin, line] = [16 * scale, 24 * scale];
  const canvas = document.createElement('canvas');
  canvas.width = chart.width + 2 * margin;
  canvas.height = chart.height + 2 * margin + line;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = style.color;
  context.font = `600 ${14 * scale}px ${style.fontFamily}`;
  context.textBaseline = 'top';
  context.fillText(title, margin, margin, chart.width);
  context.drawImage(chart, margin, margin + line);
  canvas.toBlob((png) => {
    if (png) then(png);
  }, 'image/png');
}
