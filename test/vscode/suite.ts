// Everything that runs inside the extension host.
import './activation.test.ts';
import './settings.test.ts';
import './sample.test.ts';
import './tools.test.ts';
import './mcp.test.ts';
import './panel.test.ts';
import './tooltip.test.ts';
