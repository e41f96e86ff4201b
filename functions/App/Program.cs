using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
#if !LOCAL_HOST
using Monitoring.App.Deployed;
#endif
using Monitoring.App.Hosting;

#if LOCAL_HOST
return await Monitoring.App.Local.Commands.Run(args);
#else
await FunctionsApplication.CreateBuilder(args).AddMonitoring().AsDeployed().Build().RunAsync();
return 0;
#endif
