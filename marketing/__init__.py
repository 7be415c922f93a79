"""Where business begins: leads, market information, competitors, campaigns, the resource library."""
