"""The parts of monitoring: action group, Application Insights, the declarations of alerts."""
